-- In which page a wording was chosen or put aside. Another page than the one that asked: that one still shows its own words, and is asked again.
alter table wordings add column chosen_in text;
