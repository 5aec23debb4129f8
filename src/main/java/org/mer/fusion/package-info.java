/**
 * Bringing text and face together: predictions on held-out rows, synthetic pairs, the rule that
 * fuses two posteriors into one, the fit of its weight and the fused scores.
 */
package org.mer.fusion;
