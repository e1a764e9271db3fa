/** Floor 9: the fake internet of {@code ./sealpost demo}; not part of the WAR. */
package org.sealpost.demo;
