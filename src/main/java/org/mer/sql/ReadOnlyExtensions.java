package org.mer.sql;

import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.parser.ParserInterface;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import scala.Function1;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * Makes every session of a Spark application read only, for people who must not be trusted with
 * more: what they say may read the tables of the lake and nothing else. Named last in {@code
 * spark.sql.extensions}.
 */
public final class ReadOnlyExtensions extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {
  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    extensions.injectParser(ReadOnlyExtensions::parser);
    extensions.injectCheckRule(session -> rule());
    return BoxedUnit.UNIT;
  }

  private static ParserInterface parser(SparkSession session, ParserInterface parser) {
    return new ReadOnlyParser(session, parser);
  }

  private static Function1<LogicalPlan, BoxedUnit> rule() {
    return new LakeOnlyRule();
  }
}
