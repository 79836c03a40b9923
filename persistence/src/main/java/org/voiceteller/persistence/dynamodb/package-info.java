/**
 * The bank's DynamoDB tables: their keys and indexes, the client, and what is read from them. The
 * tables follow the journal within seconds; what must be true at once never comes from here.
 */
@NullMarked
package org.voiceteller.persistence.dynamodb;

import org.jspecify.annotations.NullMarked;
