/** The script behind the buttons that copy a text, put into the page as text. */
function startCopyButtons(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
    button.hidden = false;
    button.addEventListener('click', () => {
      const source = document.getElementById(button.dataset['copy'] ?? '');
      if (source === null) return;
      getSelection()?.selectAllChildren(source);
      // The older call also works on pages opened from disk.
      const done = document.execCommand('copy');
      getSelection()?.removeAllRanges();
      const label = button.textContent;
      button.textContent = done ? 'Copied' : 'Press Ctrl+C';
      setTimeout(() => (button.textContent = label), 1600);
    });
  }
}

export const copyClient = String(startCopyButtons);
