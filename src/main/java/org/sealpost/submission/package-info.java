/** Floor 7: the one front door for every message. */
package org.sealpost.submission;
