/** Floor 6: how a message would travel, without accepting anything. */
package org.sealpost.forecast;
