package org.mer.sql;

import java.util.Set;
import org.apache.spark.sql.catalyst.analysis.ResolvedTable;
import org.apache.spark.sql.catalyst.expressions.CallMethodViaReflection;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.LeafNode;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.connector.catalog.CatalogPlugin;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import org.mer.UsageException;
import org.mer.table.Warehouse;
import scala.collection.JavaConverters;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * Lets an analysed plan through if all that it reads are tables of the lake, or rows that it makes
 * up itself, and if it calls no Java by name. Whatever is not known to be harmless is refused.
 */
final class LakeOnlyRule extends AbstractFunction1<LogicalPlan, BoxedUnit> {
  private static final Set<String> MADE_UP =
      Set.of(
          "OneRowRelation",
          "OneRowRelation$",
          "LocalRelation",
          "Range",
          "CTERelationRef",
          "CommandResult",
          "ResolvedNamespace",
          "ResolvedV2View",
          "ResolvedPersistentView",
          "ResolvedTempView",
          "ResolvedIdentifier",
          "ResolvedNonPersistentFunc",
          "ResolvedPersistentFunc");

  @Override
  public BoxedUnit apply(LogicalPlan plan) {
    check(plan);
    return BoxedUnit.UNIT;
  }

  private static void check(LogicalPlan plan) {
    if (plan instanceof Command) {
      ReadingPlans.writing(plan).ifPresent(LakeOnlyRule::refuse);
    } else if (plan instanceof LeafNode) {
      checkSource(plan);
    }

    JavaConverters.seqAsJavaList(plan.expressions()).forEach(LakeOnlyRule::check);
    JavaConverters.seqAsJavaList(plan.children()).forEach(LakeOnlyRule::check);
  }

  private static void check(Expression expression) {
    if (expression instanceof CallMethodViaReflection) {
      refuse("calling Java by name");
    }

    if (expression instanceof SubqueryExpression subquery) {
      check(subquery.plan());
    }

    JavaConverters.seqAsJavaList(expression.children()).forEach(LakeOnlyRule::check);
  }

  private static void checkSource(LogicalPlan source) {
    if (source instanceof DataSourceV2Relation relation
        && relation.catalog().isDefined()
        && relation.identifier().isDefined()
        && isOfLake(relation.catalog().get(), relation.identifier().get())) {
      return;
    }

    if (source instanceof ResolvedTable table && isOfLake(table.catalog(), table.identifier())) {
      return;
    }

    if (!MADE_UP.contains(source.getClass().getSimpleName())) {
      refuse("reading elsewhere (" + source.nodeName() + ")");
    }
  }

  /** A path may stand where a table's name stands, with the lake as its catalogue. */
  private static boolean isOfLake(CatalogPlugin catalog, Identifier name) {
    return Warehouse.isLake(catalog.name())
        && name.namespace().length > 0
        && Warehouse.isNamespace(name.namespace()[0]);
  }

  private static void refuse(String what) {
    throw new UsageException(
        "this server only reads the tables of the lake: %s is refused".formatted(what));
  }
}
