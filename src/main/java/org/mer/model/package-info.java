/**
 * Versioned model bundles (weights, vocabulary or pixel statistics, calibration, manifest) and
 * their registry.
 */
package org.mer.model;
