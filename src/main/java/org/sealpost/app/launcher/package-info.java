/** Floor 9: one JVM that starts PostgreSQL and the server, and stops them in order; not part of the WAR. */
package org.sealpost.app.launcher;
