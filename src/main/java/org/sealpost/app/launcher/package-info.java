/**
 * Floor 9: one process that starts and stops everything: PostgreSQL, the server and, in the demo, the fake internet.
 * Lives in a jar of its own, never in the WAR.
 */
package org.sealpost.app.launcher;
