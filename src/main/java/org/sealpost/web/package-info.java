/**
 * Floor 8: what every page shares, so that its rooms needn't know one another: sign-in, security headers, error pages,
 * and putting words, times and reasons into the reader's language. It imports none of the rooms below it.
 */
package org.sealpost.web;
