/**
 * What the bank's desks read of the tables: lists of calls, audit entries, consents and cases page
 * by page, a customer or a case with all that belongs to them, and figures. Every question is a
 * bounded number of queries by a key or an index, never a scan: a list of a period goes from day to
 * day until the page is full, and says where the next page begins. What is read follows the journal
 * within seconds.
 */
@NullMarked
package org.voiceteller.persistence.console;

import org.jspecify.annotations.NullMarked;
