/**
 * A bank's year in DynamoDB Local, written by the projections themselves, and how long each of the
 * console's questions takes on it. {@code ./teller bench console} starts it; it is not part of the
 * suite.
 */
@NullMarked
package org.voiceteller.loadtests.tables;

import org.jspecify.annotations.NullMarked;
