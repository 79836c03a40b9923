/**
 * The whole bank on one actor system: its settings, its entities on the cluster, the sample
 * customers of a laptop.
 */
@NullMarked
package org.voiceteller.actors.bank;

import org.jspecify.annotations.NullMarked;
