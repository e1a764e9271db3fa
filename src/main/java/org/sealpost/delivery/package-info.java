/** Floor 6: the queue: one row per recipient, claimed with a lease, ended in exactly one recorded state (RFC 5321 §4.5.4, RFC 3464). */
package org.sealpost.delivery;
