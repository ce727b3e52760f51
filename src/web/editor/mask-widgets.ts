import { type Extension, RangeSet } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  EditorView,
  MatchDecorator,
  ViewPlugin,
  type ViewUpdate,
  WidgetType,
} from '@codemirror/view';
import { MASK_PATTERN } from './masks.ts';

/** Dots of one length whatever the secret's, which say to screen readers what they stand for. */
class MaskWidget extends WidgetType {
  override eq(): boolean {
    return true;
  }

  override toDOM(): HTMLElement {
    const dots = document.createElement('span');
    dots.className = 'mask';
    dots.setAttribute('role', 'img');
    dots.setAttribute('aria-label', 'masked secret');
    dots.textContent = '••••••••';
    return dots;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

const decorator = new MatchDecorator({
  regexp: MASK_PATTERN,
  decoration: Decoration.replace({ widget: new MaskWidget() }),
});

const plugin = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = decorator.createDeco(view);
    }
    update(update: ViewUpdate): void {
      this.decorations = decorator.updateDeco(update, this.decorations);
    }
  },
  { decorations: ({ decorations }) => decorations },
);

/** Shows each mask as one piece: the cursor steps over it, deleting takes it whole. */
export const maskWidgets: Extension = [
  plugin,
  EditorView.atomicRanges.of((view) => view.plugin(plugin)?.decorations ?? RangeSet.empty),
];
