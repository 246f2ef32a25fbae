package dev.trailmark.cloud.policy;

import java.util.function.Function;

/**
 * What a policy value compiles to: once at parse time, or for each request when it names variables.
 *
 * @param <T> the matcher
 */
final class Expression<T> {

  private final T constant;
  private final Template template;
  private final Function<String, T> compiler;

  private Expression(T constant, Template template, Function<String, T> compiler) {
    this.constant = constant;
    this.template = template;
    this.compiler = compiler;
  }

  /**
   * Compiles a value.
   *
   * @param variables whether variables mean something here
   * @param wildcards whether the compiler expects wildcards, encoded for {@link Globs}
   */
  static <T> Expression<T> of(
      String text, boolean variables, boolean wildcards, Function<String, T> compiler) {
    if (!variables || !Template.isTemplate(text)) {
      return new Expression<>(
          compiler.apply(wildcards ? Globs.encode(text) : text), null, compiler);
    }
    Template template = Template.parse(text, wildcards);
    if (template.isFixed()) {
      return new Expression<>(compiler.apply(template.resolve(key -> null)), null, compiler);
    }
    return new Expression<>(null, template, compiler);
  }

  /** The matcher for a request; {@code null} when a variable cannot be resolved. */
  T in(RequestContext context) {
    if (template == null) {
      return constant;
    }
    String resolved = template.resolve(context);
    return resolved == null ? null : compiler.apply(resolved);
  }
}
