import Access
import Testing

@Suite struct PolicyTests {}
