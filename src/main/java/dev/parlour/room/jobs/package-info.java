/**
 * The EJB timers of rooms: alarms and tidying up. They only wake; what is due stands in the rooms'
 * states.
 */
package dev.parlour.room.jobs;
