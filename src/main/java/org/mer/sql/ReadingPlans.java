package org.mer.sql;

import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.spark.sql.catalyst.analysis.LocalTempView$;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.InsertIntoDir;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ParsedStatement;
import org.apache.spark.sql.catalyst.plans.logical.ScriptTransformation;
import org.apache.spark.sql.execution.command.CreateViewCommand;
import scala.collection.JavaConverters;

/** Tells statements that only read from those that may change something. */
public final class ReadingPlans {
  /** Commands that change nothing, or nothing but this session, by the name of their plan. */
  private static final Pattern HARMLESS =
      Pattern.compile(
          "(Show|Describe|Explain|List)\\w*|(Set|Reset|SetCatalog|SetNamespace)Command|SetCatalogAndNamespace");

  private ReadingPlans() {}

  /**
   * The name of the first command within a plan that may write; what is not known to be harmless
   * may.
   *
   * @param plan a statement as it was parsed
   */
  public static Optional<String> writing(LogicalPlan plan) {
    boolean isCommand =
        plan instanceof Command
            || plan instanceof ParsedStatement
            || plan instanceof InsertIntoDir
            || plan instanceof ScriptTransformation;
    if (isCommand && !isHarmless(plan)) {
      return Optional.of(plan.nodeName());
    }

    return JavaConverters.seqAsJavaList(plan.children()).stream()
        .flatMap(child -> writing(child).stream())
        .findFirst();
  }

  private static boolean isHarmless(LogicalPlan command) {
    return command instanceof CreateViewCommand view
        ? view.viewType() == LocalTempView$.MODULE$
        : HARMLESS.matcher(command.getClass().getSimpleName()).matches();
  }
}
