// Types with known arrows for FolderArrowTests: Left and Right use each other, one of them only inside a method body;
// Outside is used by both.
namespace VisEval.Tests.Architecture.Planted.Left
{
    internal static class Asking
    {
        public static int Depth(int left) =>
            left == 0 ? Outside.Constants.End() : new[] { left - 1 }.Sum(next => Right.Answering.Depth(next));
    }
}

namespace VisEval.Tests.Architecture.Planted.Right
{
    internal sealed class Answering(Left.Mark mark)
    {
        public Left.Mark Mark => mark;

        public static int Depth(int left) => left + Outside.Constants.End();
    }
}

namespace VisEval.Tests.Architecture.Planted.Left
{
    internal sealed record Mark(string Text);
}

namespace VisEval.Tests.Architecture.Planted.Outside
{
    internal static class Constants
    {
        public const string Name = "end";

        public static int End() => Name.Length;
    }
}
