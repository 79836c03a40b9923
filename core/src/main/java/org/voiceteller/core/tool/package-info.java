/**
 * What the agent may ask the bank to do: each tool's input as a record, the schema made from that
 * record, the level it needs and what it answers.
 */
@NullMarked
package org.voiceteller.core.tool;

import org.jspecify.annotations.NullMarked;
