/** What SQL may do: which statements only read, and a server that lets nothing else through. */
package org.mer.sql;
