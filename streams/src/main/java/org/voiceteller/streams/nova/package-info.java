/**
 * The conversation with Amazon Nova Sonic over Bedrock's bidirectional stream: typed events both
 * ways, their JSON, the client with its settings, and one backpressured flow per conversation. What
 * the service and its SDK do unexpectedly is met here and nowhere else.
 *
 * <p>Source of the events: the Amazon Nova user guide, "Speech-to-speech: input events, output
 * events".
 */
@NullMarked
package org.voiceteller.streams.nova;

import org.jspecify.annotations.NullMarked;
