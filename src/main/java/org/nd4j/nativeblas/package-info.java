/**
 * A stand-in for a class that DL4J 1.0.0-M2 looks up by name under its former address; nothing of
 * this project calls it.
 */
package org.nd4j.nativeblas;
