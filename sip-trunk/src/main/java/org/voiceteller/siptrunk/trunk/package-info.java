/**
 * Who may call. A trunk is a peer that the bank trusts so far as its settings say: the addresses
 * that it calls from, the password that it may have to know, and whether its word about the
 * caller's number is believed. Everybody else is turned away as early and as cheaply as the stack
 * allows, so that a flood of strangers costs calls in progress nothing.
 */
@NullMarked
package org.voiceteller.siptrunk.trunk;

import org.jspecify.annotations.NullMarked;
