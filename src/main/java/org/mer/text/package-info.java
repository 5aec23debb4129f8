/**
 * The text branch: which tweets are learned from, features, networks and scoring. Knows no face.
 */
package org.mer.text;
