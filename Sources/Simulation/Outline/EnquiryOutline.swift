import CivilTime

/// An enquiry, and the conference that it leads to, if it does.
struct EnquiryOutline {
  var started: Day
  var conference: Day?
}
