package org.mer.sql;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.TableIdentifier;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.parser.ParserInterface;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.command.SetCommand;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.mer.UsageException;
import scala.Tuple2;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Reads statements as another parser does, and refuses those that do more than read, before
 * anything of them is run. A client of a server may also bring settings along when it connects: a
 * session with settings of its own could reach what the rules do not know of, so it is refused too.
 */
final class ReadOnlyParser implements ParserInterface {
  private static final String TIME_ZONE = "spark.sql.session.timeZone";

  /** What a session may have of its own: what the server itself says, and what only shows times. */
  private static final Set<String> OWN_SETTINGS =
      Set.of(TIME_ZONE, "spark.sql.hive.version", "spark.sql.datetime.java8API.enabled");

  private static final Set<String> SESSION_COMMANDS =
      Set.of(
          "SetCommand",
          "ResetCommand",
          "ListJarsCommand",
          "ListFilesCommand",
          "ListArchivesCommand");

  private final SparkSession session;
  private final ParserInterface parser;

  ReadOnlyParser(SparkSession session, ParserInterface parser) {
    this.session = session;
    this.parser = parser;
  }

  @Override
  public LogicalPlan parsePlan(String statement) throws ParseException {
    checkSettings();
    LogicalPlan plan = parser.parsePlan(statement);
    ReadingPlans.writing(plan).ifPresent(ReadOnlyParser::refuse);
    if (SESSION_COMMANDS.contains(plan.getClass().getSimpleName()) && !isTimeZone(plan)) {
      refuse(plan.nodeName());
    }

    return plan;
  }

  private static void refuse(String command) {
    throw new UsageException(
        "this server only reads the tables of the lake: %s is refused".formatted(command));
  }

  private static boolean isTimeZone(LogicalPlan plan) {
    return plan instanceof SetCommand set
        && set.kv().isDefined()
        && set.kv().get()._1().equals(TIME_ZONE);
  }

  private void checkSettings() {
    Map<String, String> shared = shared();
    JavaConverters.mapAsJavaMap(session.conf().getAll()).entrySet().stream()
        .filter(setting -> isPowerful(setting.getKey()))
        .filter(setting -> !Objects.equals(shared.get(setting.getKey()), setting.getValue()))
        .findFirst()
        .ifPresent(
            own -> {
              throw new UsageException(
                  "this server only reads: a session cannot have its own %s; connect without it"
                      .formatted(own.getKey()));
            });
  }

  /** Keys of Hive's protocol, such as {@code use:database}, mean nothing to Spark. */
  private static boolean isPowerful(String key) {
    return !OWN_SETTINGS.contains(key) && !key.startsWith("hive.") && !key.startsWith("use:");
  }

  private Map<String, String> shared() {
    Map<String, String> shared = new HashMap<>();
    for (Tuple2<String, String> setting : session.sparkContext().getConf().getAll()) {
      shared.put(setting._1(), setting._2());
    }

    shared.putAll(JavaConverters.mapAsJavaMap(session.initialSessionOptions()));
    return shared;
  }

  @Override
  public LogicalPlan parseQuery(String query) throws ParseException {
    return parser.parseQuery(query);
  }

  @Override
  public Expression parseExpression(String expression) throws ParseException {
    return parser.parseExpression(expression);
  }

  @Override
  public TableIdentifier parseTableIdentifier(String name) throws ParseException {
    return parser.parseTableIdentifier(name);
  }

  @Override
  public FunctionIdentifier parseFunctionIdentifier(String name) throws ParseException {
    return parser.parseFunctionIdentifier(name);
  }

  @Override
  public Seq<String> parseMultipartIdentifier(String name) throws ParseException {
    return parser.parseMultipartIdentifier(name);
  }

  @Override
  public StructType parseTableSchema(String schema) throws ParseException {
    return parser.parseTableSchema(schema);
  }

  @Override
  public DataType parseDataType(String type) throws ParseException {
    return parser.parseDataType(type);
  }
}
