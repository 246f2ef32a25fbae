package dev.trailmark.report.format;

import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * HTML from templates. Whatever a template inserts is escaped, since all of them are {@code .ftlh};
 * a template can reach the values it is given and no class.
 */
public final class Templates {
  private static final Configuration FREEMARKER = configuration();

  private Templates() {}

  private static Configuration configuration() {
    Configuration made = new Configuration(Configuration.VERSION_2_3_34);
    made.setClassLoaderForTemplateLoading(Templates.class.getClassLoader(), "dev/trailmark/report");
    made.setDefaultEncoding(StandardCharsets.UTF_8.name());
    made.setLocale(Locale.ROOT);
    made.setNumberFormat("computer");
    made.setLogTemplateExceptions(false);
    made.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    made.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    return made;
  }

  /**
   * Fills in a template.
   *
   * @param name the template's file name
   * @param model a map or public record with what it asks for
   */
  public static void write(String name, Object model, Writer out) throws IOException {
    try {
      FREEMARKER.getTemplate(name).process(model, out);
    } catch (TemplateException e) {
      throw new IllegalStateException("template " + name + " does not fit its values", e);
    }
  }
}
