package dev.trailmark.evidence.paper;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * A student's text, in Markdown or plain: its lines without code, the JSON in it, and its tables.
 *
 * @param lines what is written outside of code and JSON
 * @param snippets the JSON, fenced or not
 * @param tables the rows of its tables
 */
public record WriteUp(
    List<Located<String>> lines,
    List<JsonSnippet> snippets,
    List<List<Located<List<String>>>> tables) {

  /**
   * A parsed text takes a hundred times its size; of one that is longer or has more lines than the
   * next constant says the lines and the JSON are read, and no tables.
   */
  private static final int LARGEST_MARKDOWN = 1 << 20;

  /**
   * The parser looks at a paragraph's lines anew with each of them, so a long one takes minutes.
   */
  private static final int MOST_MARKDOWN_LINES = 30_000;

  /** More than this in one text is no write-up. */
  private static final int MOST_SNIPPETS = 500;

  /** Each attempt to read JSON that nobody fenced looks at all the rest of the text. */
  private static final int MOST_ATTEMPTS = 100;

  private static final Parser MARKDOWN =
      Parser.builder()
          .extensions(List.of(TablesExtension.create()))
          .includeSourceSpans(IncludeSourceSpans.BLOCKS)
          .build();

  /** Lists that can no longer be changed. */
  public WriteUp {
    lines = List.copyOf(lines);
    snippets = List.copyOf(snippets);
    tables = List.copyOf(tables);
  }

  /** Reads a text. */
  public static WriteUp read(String text, String file) {
    Reading reading = new Reading(file);
    String[] all = text.split("\n", -1);
    if (text.length() <= LARGEST_MARKDOWN && all.length <= MOST_MARKDOWN_LINES) {
      MARKDOWN.parse(text).accept(reading);
    }
    List<Located<String>> lines = new ArrayList<>();
    for (int i = 0; i < all.length; i++) {
      int skipped = reading.code.get(i) ? 1 : unfenced(all, i, reading);
      if (skipped == 0) {
        lines.add(new Located<>(all[i], new Place(file, i + 1)));
      } else {
        i += skipped - 1;
      }
    }
    return new WriteUp(lines, reading.snippets, reading.tables);
  }

  /** Takes in JSON that nobody fenced, and says how many lines it has. */
  private static int unfenced(String[] all, int from, Reading reading) {
    if (!all[from].stripLeading().startsWith("{") || reading.attempts++ >= MOST_ATTEMPTS) {
      return 0;
    }
    String rest = String.join("\n", Arrays.asList(all).subList(from, all.length));
    Optional<Located<JsonNode>> found = JsonSnippet.first(rest);
    found.ifPresent(
        json ->
            reading.snippets.add(new JsonSnippet(json.value(), new Place(reading.file, from + 1))));
    return found.map(json -> json.place().line()).orElse(0);
  }

  private static final class Reading extends AbstractVisitor {
    private final String file;
    private final BitSet code = new BitSet();
    private int attempts;
    private final List<JsonSnippet> snippets = new ArrayList<>();
    private final List<List<Located<List<String>>>> tables = new ArrayList<>();

    Reading(String file) {
      this.file = file;
    }

    @Override
    public void visit(FencedCodeBlock block) {
      code(block, block.getLiteral(), 1);
    }

    @Override
    public void visit(IndentedCodeBlock block) {
      // Indented text is as often a quotation or a list gone wrong, so it stays among the lines.
      snippets.addAll(JsonSnippet.all(block.getLiteral(), place(block, 0)));
    }

    private void code(Node block, String literal, int fence) {
      block.getSourceSpans().forEach(span -> code.set(span.getLineIndex()));
      if (snippets.size() < MOST_SNIPPETS) {
        snippets.addAll(JsonSnippet.all(literal, place(block, fence)));
      }
    }

    private Place place(Node node, int offset) {
      int line = node.getSourceSpans().isEmpty() ? 0 : node.getSourceSpans().get(0).getLineIndex();
      return new Place(file, line + 1 + offset);
    }

    @Override
    public void visit(CustomBlock block) {
      if (block instanceof TableBlock) {
        tables.add(new ArrayList<>());
      }
      visitChildren(block);
    }

    @Override
    public void visit(CustomNode node) {
      if (node instanceof TableRow) {
        List<String> cells = new ArrayList<>();
        for (Node cell = node.getFirstChild(); cell != null; cell = cell.getNext()) {
          if (cell instanceof TableCell) {
            cells.add(text(cell));
          }
        }
        tables.get(tables.size() - 1).add(new Located<>(cells, place(node, 0)));
      } else {
        visitChildren(node);
      }
    }

    private static String text(Node cell) {
      StringBuilder text = new StringBuilder();
      cell.accept(
          new AbstractVisitor() {
            @Override
            public void visit(Text node) {
              text.append(node.getLiteral());
            }

            @Override
            public void visit(org.commonmark.node.Code node) {
              text.append(node.getLiteral());
            }
          });
      return text.toString().strip();
    }
  }
}
