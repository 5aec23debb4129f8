package org.mer.job;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.SparkSession;
import org.jline.reader.EOFError;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;
import org.mer.UsageException;

/**
 * A shell: reads statements, each up to its semicolon, and prints what they give; an error is a
 * sentence, and the next statement may come. On a terminal it has a history, completes names with
 * the tab key, and Ctrl-C ends what runs. Elsewhere it reads standard input to its end.
 */
final class SqlShell {
  private static final String HELP =
      """
      A statement ends with a semicolon and may take several lines. The tab key completes names.
        SHOW TABLES IN mer;         what there is
        DESCRIBE mer.leaderboard;   what its columns mean
        format table|csv|json       how rows are printed from now on
        quit                        leave; Ctrl-D does too, and Ctrl-C ends a statement
      """;

  private final PrintStream out;
  private final UnaryOperator<Statements> judge;
  private final SparkSession spark;
  private Answers answers;

  SqlShell(PrintStream out, Answers answers, UnaryOperator<Statements> judge, SparkSession spark) {
    this.out = out;
    this.answers = answers;
    this.judge = judge;
    this.spark = spark;
  }

  /** Reads and answers until the end. */
  void run() {
    try (Terminal terminal = TerminalBuilder.builder().dumb(true).build()) {
      LineReader reader = reader(terminal);
      if (isInteractive(terminal)) {
        out.println("Statements end with ';'. Type help for help, quit to leave.");
        terminal.handle(Signal.INT, signal -> spark.sparkContext().cancelAllJobs());
      }

      while (answer(reader, isInteractive(terminal) ? "mer> " : "")) {}
    } catch (IOException e) {
      throw new UncheckedIOException("the terminal cannot be opened: " + e.getMessage(), e);
    }
  }

  /** Answers one input; false at the end. */
  private boolean answer(LineReader reader, String prompt) {
    try {
      return answer(reader.readLine(prompt));
    } catch (UserInterruptException e) {
      return true;
    } catch (EndOfFileException e) {
      if (e.getPartialLine() != null) {
        answer(e.getPartialLine());
      }

      return false;
    }
  }

  /** Answers a text; false if it asks to leave. */
  boolean answer(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s*;$", "");
    try {
      if (word.equals("quit") || word.equals("exit")) {
        return false;
      } else if (word.equals("help")) {
        out.print(HELP);
      } else if (word.startsWith("format ")) {
        answers = answers.as(format(word.substring("format ".length()).strip()));
      } else if (!Statements.split(text).isEmpty()) {
        answers.printAll(judge.apply(Statements.of(spark, text)).all());
      }
    } catch (UsageException e) {
      out.println(e.getMessage());
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare
      out.println("the statement failed: " + Failure.sentence(e));
    }

    out.flush();
    return true;
  }

  private static RowFormat format(String name) {
    try {
      return RowFormat.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new UsageException("the format must be table, csv or json, cannot be: " + name, e);
    }
  }

  private static boolean isInteractive(Terminal terminal) {
    return !terminal.getType().startsWith(Terminal.TYPE_DUMB);
  }

  private static LineReader reader(Terminal terminal) {
    LineReaderBuilder builder =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .parser(new WholeStatements())
            .completer(new NameCompleter())
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, "  -> ")
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .option(LineReader.Option.HISTORY_IGNORE_SPACE, true)
            .option(LineReader.Option.CASE_INSENSITIVE, true);
    if (isInteractive(terminal)) {
      builder.variable(
          LineReader.HISTORY_FILE, Path.of(System.getProperty("user.home"), ".mer_history"));
    }

    return builder.build();
  }

  /** Asks for more lines until a statement has its semicolon. */
  private static final class WholeStatements implements Parser {
    private final DefaultParser words =
        new DefaultParser().quoteChars(new char[0]).escapeChars(null);

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
      if (context == ParseContext.ACCEPT_LINE && !isOwn(line) && !Statements.isWhole(line)) {
        throw new EOFError(-1, -1, "the statement goes on");
      }

      return words.parse(line, cursor, context);
    }

    private static boolean isOwn(String line) {
      return List.of("help", "quit", "exit").contains(line.strip().toLowerCase(Locale.ROOT))
          || line.strip().toLowerCase(Locale.ROOT).matches("format\\s+\\w+");
    }
  }
}
