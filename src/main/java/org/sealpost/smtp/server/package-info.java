/**
 * Floor 2, plain: the server's side of SMTP (RFC 5321) with its extensions. What a message is worth, who may hand it in and where it
 * goes is decided at a {@link org.sealpost.smtp.server.Desk}.
 */
package org.sealpost.smtp.server;
