/**
 * Measuring: from predictions and fused scores to metrics with confidence intervals, confusion
 * matrices, reliability diagrams and the report. Rows are counted where they are; what comes to the
 * driver is counts.
 */
package org.mer.evaluation;
