/** One class a job: options in, exit code out. The only room that knows the command line. */
package org.mer.job;
