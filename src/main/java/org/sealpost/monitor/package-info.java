/** Floor 7: the daily look at each known domain, what changed, and alarms. */
package org.sealpost.monitor;
