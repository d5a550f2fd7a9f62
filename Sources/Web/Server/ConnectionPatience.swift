import NIOCore
import NIOHTTPTypes

/// Closes connections that hold a place and bring nothing.
///
/// From the first moment, and again from the end of each answer, the whole head of a request must
/// arrive within a time: bytes that drip in do not lengthen it. A client that does not take its
/// answer is given up after a while too. How long a body may take is for whoever reads it.
final class ConnectionPatience: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let forHead: TimeAmount
  private let forTaking: TimeAmount
  private var isAwaitingHead = true
  private var closing: Scheduled<Void>?

  init(forHead: TimeAmount, forTaking: TimeAmount) {
    self.forHead = forHead
    self.forTaking = forTaking
  }

  func handlerAdded(context: ChannelHandlerContext) {
    if context.channel.isActive { close(context, after: forHead) }
  }

  func channelActive(context: ChannelHandlerContext) {
    close(context, after: forHead)
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    closing?.cancel()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) { closing?.cancel() }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .head = unwrapInboundIn(data) {
      isAwaitingHead = false
      closing?.cancel()
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .end = unwrapOutboundIn(data) {
      isAwaitingHead = true
      close(context, after: context.channel.isWritable ? forHead : forTaking)
    }
    context.write(data, promise: promise)
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if !context.channel.isWritable {
      close(context, after: forTaking)
    } else if isAwaitingHead {
      close(context, after: forHead)
    } else {
      closing?.cancel()
    }
    context.fireChannelWritabilityChanged()
  }

  private func close(_ context: ChannelHandlerContext, after time: TimeAmount) {
    closing?.cancel()
    closing = context.eventLoop.assumeIsolated().scheduleTask(in: time) {
      context.close(promise: nil)
    }
  }
}
