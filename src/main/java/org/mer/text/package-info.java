/**
 * The text branch: which tweets are learned from, features, networks, baselines and scoring. Knows
 * no face.
 */
package org.mer.text;
