/**
 * Layers for DL4J that compute on plain arrays what its own compute in many passes over memory.
 * Those that stand for a layer of DL4J have its parameters, in the same order, so weights of one
 * fit the other; a {@link org.mer.training.layer.ResidualUnit} is several of them in one. They
 * compute in single precision; the tests derive a double-precision twin from these very sources to
 * check gradients.
 */
package org.mer.training.layer;
