-- Whether single letters work as commands in this person's newsroom (WCAG 2.1.4: they can be turned off).
alter table people add column keys boolean not null default true;
