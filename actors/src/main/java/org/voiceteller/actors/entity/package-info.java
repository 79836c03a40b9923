/** How the bank's entities are asked, wherever in the cluster they live. */
@NullMarked
package org.voiceteller.actors.entity;

import org.jspecify.annotations.NullMarked;
