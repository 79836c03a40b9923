/**
 * The laptop's stores: Cassandra and DynamoDB Local as child processes on the loopback interface,
 * each on a class path of its own, their data under one directory. {@link
 * org.voiceteller.persistence.embedded.EmbeddedStores} starts both at once. The children end with
 * their parent, also when it is killed. Nothing of this runs in production.
 */
@NullMarked
package org.voiceteller.persistence.embedded;

import org.jspecify.annotations.NullMarked;
