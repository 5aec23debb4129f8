/**
 * The ground floor: every table's name, columns and meaning ({@link org.mer.table.Table}), the
 * catalogue they live in ({@link org.mer.table.Lake}) and how a job writes several of them as one
 * ({@link org.mer.table.Publication}).
 */
package org.mer.table;
