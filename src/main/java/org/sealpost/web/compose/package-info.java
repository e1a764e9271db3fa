/**
 * Half a floor below the pages of staff: writing a message, from what is typed to what was sent, with a sentence for each recipient
 * on how it will travel. Reading answers with it, so it lies below {@code web.webmail}.
 */
package org.sealpost.web.compose;
