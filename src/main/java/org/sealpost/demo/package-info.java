/**
 * Floor 9: the fake internet of {@code ./sealpost demo}: name server, certificate authority and mail servers on
 * loopback, what they received, and the page that shows it. Part of the launcher and of a WAR of its own, never of the
 * product's WAR.
 */
package org.sealpost.demo;
