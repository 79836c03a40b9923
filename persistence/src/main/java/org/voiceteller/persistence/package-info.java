/**
 * Memory: the Cassandra journal that decides what is true, and the DynamoDB tables that follow it
 * for lists, searches and the bank's desks.
 */
@NullMarked
package org.voiceteller.persistence;

import org.jspecify.annotations.NullMarked;
