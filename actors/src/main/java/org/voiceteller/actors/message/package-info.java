/**
 * How messages cross from one node to another. Every message has a name of our own ({@code
 * account.post.v1}) that outlives classes and packages and stands in one {@link
 * org.voiceteller.actors.message.MessageCatalogue}; the payload is CBOR. While a bank is upgraded
 * node by node, nodes of two releases talk: a field that the other does not know is passed over, a
 * field that it did not send is null, and a message that it does not know is refused with a line in
 * the log. What may change from one release to the next stands in docs/upgrades.md, and samples of
 * the last release hold the code to it.
 */
@NullMarked
package org.voiceteller.actors.message;

import org.jspecify.annotations.NullMarked;
