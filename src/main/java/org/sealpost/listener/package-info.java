/** Floor 8: the sockets of our own mail server. Mail from other servers goes to reception, mail from mail programs to submission. */
package org.sealpost.listener;
