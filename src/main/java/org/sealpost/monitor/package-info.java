/** Floor 7: looks at every known domain once a day, and keeps what changed there. */
package org.sealpost.monitor;
