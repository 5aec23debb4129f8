/**
 * Bringing text and face together: predictions on held-out rows, synthetic pairs, the rules that
 * fuse two posteriors into one, their fit, the choice of the best, and the fused scores.
 */
package org.mer.fusion;
