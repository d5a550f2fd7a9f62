public import Access
public import ArgumentParser
public import CareRecord
public import Checking
public import CivilTime
public import Returns

// How the words of a command become values; what is no such value is refused by its name.

extension Authority: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

extension CollectionYear: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

extension Day: ExpressibleByArgument {
  public init?(argument: String) { self.init(iso: argument) }
}

extension Role: ExpressibleByArgument {}

extension CheckedReturn: ExpressibleByArgument {}
