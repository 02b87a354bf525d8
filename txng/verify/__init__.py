"""The public page behind a stamp: verdict, story, grade, and the log of scans."""
